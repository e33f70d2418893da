using System.Text;

namespace Mim.Testing.Programs;

/// <summary>Entries and changes of a directory as its tools read them (RFC 2849); values in base64, so that they may hold anything.</summary>
internal static class Ldif
{
    private const string Special = "\"\\,+;<>=#";

    /// <summary>One record, for one line each.</summary>
    public static string Record(params IEnumerable<(string Attribute, byte[] Value)> lines) =>
        string.Concat(lines.Select(line => $"{line.Attribute}:: {Convert.ToBase64String(line.Value)}\n")) + "\n";

    /// <summary>A line of text.</summary>
    public static (string Attribute, byte[] Value) Line(string attribute, string value) => (attribute, Encoding.UTF8.GetBytes(value));

    /// <summary>What is between the equals sign and the comma of a distinguished name (RFC 4514 section 2.4).</summary>
    public static string Escaped(string value) => string.Concat(value.Select(mark => Special.Contains(mark, StringComparison.Ordinal) ? $"\\{mark}" : $"{mark}"));
}
