using System.Text;
using System.Text.RegularExpressions;
using Mim.Core.Sealing;

namespace Mim.Delivery.Commands;

/// <summary>Makes of what a program said what may be shown, kept in a journal and written to an audit.</summary>
internal static partial class CommandOutput
{
    private const int Longest = 1000;
    private const string Removed = "[removed]";

    /// <summary>The end of the output in one line, without keys, the password and control characters.</summary>
    public static string Shown(string output, KeyMaterial? password)
    {
        // The password is compared where it lies; only what was said is text already.
        var text = password is null ? output : WithoutPassword(output, password);
        text = LineOfKey().Replace(PrivateKey().Replace(text, Removed), Removed);
        var shown = Blank().Replace(text, " ").Trim();
        return shown.Length <= Longest ? shown : $"… {shown[^Longest..]}";
    }

    private static string WithoutPassword(string output, KeyMaterial password)
    {
        var octets = Encoding.UTF8.GetBytes(output);
        var kept = new List<byte>(octets.Length);
        for (var index = 0; index < octets.Length;)
        {
            if (password.Length > 0 && octets.AsSpan(index).StartsWith(password.Span))
            {
                kept.AddRange(Encoding.ASCII.GetBytes(Removed));
                index += password.Length;
            }
            else
            {
                kept.Add(octets[index++]);
            }
        }

        return Encoding.UTF8.GetString([.. kept]);
    }

    // The output may have been cut on either side.
    [GeneratedRegex("(-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(-----END [A-Z ]*PRIVATE KEY-----)?)|([^-]*-----END [A-Z ]*PRIVATE KEY-----)")]
    private static partial Regex PrivateKey();

    // Of a key whose marks were cut off: lines of Base64, which a path or a sentence is not.
    [GeneratedRegex("(?m)^[A-Za-z0-9+/]{60,}={0,2}\\r?$")]
    private static partial Regex LineOfKey();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Blank();
}
