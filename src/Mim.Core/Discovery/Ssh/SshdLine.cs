using System.Text;

namespace Mim.Core.Discovery.Ssh;

/// <summary>Splits lines of sshd's configuration into words: a keyword, then arguments; quotes keep spaces, <c>#</c> ends the line.</summary>
internal static class SshdLine
{
    /// <summary>Empty for lines without words.</summary>
    public static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (inQuotes, isWord) = (false, false);
        foreach (var character in line)
        {
            if (character == '"')
            {
                (inQuotes, isWord) = (!inQuotes, true);
            }
            else if (!inQuotes && character == '#' && !isWord)
            {
                break;
            }
            else if (!inQuotes && IsSeparator(character, words.Count))
            {
                Flush();
            }
            else
            {
                word.Append(character);
                isWord = true;
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (isWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isWord = false;
        }
    }

    // An equals sign may stand after the keyword.
    private static bool IsSeparator(char character, int words) => character is ' ' or '\t' or '\r' || (character == '=' && words == 0);
}
