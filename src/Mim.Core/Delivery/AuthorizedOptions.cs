namespace Mim.Core.Delivery;

/// <summary>The text of options before a key of authorized_keys (sshd(8)).</summary>
internal static class AuthorizedOptions
{
    /// <summary>Whether the text is one word, in which only quoted values hold spaces, and every quotation ends.</summary>
    public static bool AreWhole(string options)
    {
        var isQuoted = false;
        for (var index = 0; index < options.Length; index++)
        {
            if (options[index] == '\\' && index + 1 < options.Length && options[index + 1] == '"')
            {
                index++;
            }
            else if (options[index] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && char.IsWhiteSpace(options[index]))
            {
                return false;
            }
        }

        return !isQuoted;
    }
}
