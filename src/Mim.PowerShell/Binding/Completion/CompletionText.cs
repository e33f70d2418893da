using System.Buffers;
using System.Management.Automation;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Writes a value as an argument that PowerShell reads back as the same value.</summary>
internal static class CompletionText
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:/=+-");

    public static string Quoted(string value, bool escapeWildcards)
    {
        var text = escapeWildcards ? WildcardPattern.Escape(value) : value;
        var isPlain = text.Length > 0 && text[0] != '-' && !text.AsSpan().ContainsAnyExcept(Plain);
        return isPlain ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
