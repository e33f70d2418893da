namespace Mim.Delivery.Ssh;

/// <summary>Where the key stands on the lines of one kind of file.</summary>
/// <param name="FewestWords">That stand before it.</param>
/// <param name="MostWords">That may stand before it. Only quotations in them hold spaces.</param>
internal sealed record KeyLineForm(int FewestWords, int MostWords)
{
    /// <summary>After options, if there are some (sshd(8), AUTHORIZED_KEYS FILE FORMAT).</summary>
    public static KeyLineForm AuthorizedKeys { get; } = new(0, 1);

    /// <summary>At the beginning (sshd_config(5), TrustedUserCAKeys).</summary>
    public static KeyLineForm Authorities { get; } = new(0, 0);

    /// <summary>After a marker and patterns (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).</summary>
    public static KeyLineForm KnownAuthorities { get; } = new(2, 2) { Marker = "@cert-authority"u8.ToArray() };

    private byte[] Marker { get; init; } = [];

    /// <summary>Where a key stands on a line, from its type on; null where it does not, or the line is a comment or of another form.</summary>
    public Range? Find(ReadOnlySpan<byte> line, KeyText key)
    {
        var start = AfterSpace(line, 0);
        if (line[start..] is [] or [(byte)'#', ..] || !line[start..].StartsWith(Marker))
        {
            return null;
        }

        for (var words = 0; words <= MostWords; words++)
        {
            if (words >= FewestWords && key.LengthAt(line[start..]) is { } length)
            {
                return start..(start + length);
            }

            start = AfterSpace(line, AfterWord(line, start));
        }

        return null;
    }

    private static int AfterSpace(ReadOnlySpan<byte> line, int start) => line.Length - line[start..].TrimStart(" \t"u8).Length;

    private static int AfterWord(ReadOnlySpan<byte> line, int start)
    {
        var isQuoted = false;
        for (var index = start; index < line.Length; index++)
        {
            if (line[index] == '\\' && index + 1 < line.Length && line[index + 1] == '"')
            {
                index++;
            }
            else if (line[index] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && (line[index] is (byte)' ' or (byte)'\t'))
            {
                return index;
            }
        }

        return line.Length;
    }
}
