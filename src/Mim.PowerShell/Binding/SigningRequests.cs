using System.Collections;
using System.Management.Automation;
using System.Text;

namespace Mim.PowerShell.Binding;

/// <summary>A certificate request however it is at hand: a path, a file, its text, the lines of its text, its octets.</summary>
internal static class SigningRequests
{
    /// <summary>PEM or DER; null when nothing was given.</summary>
    public static byte[]? Read(object? given, FileLocator files)
    {
        var value = given is PSObject wrapped ? wrapped.BaseObject : given;
        return value switch
        {
            null => null,
            byte[] octets => octets,
            FileInfo file => CertificateFile.Read(file.FullName),
            string text => Read(text, files),
            IEnumerable items => Read(items.Cast<object>().Select(item => item is PSObject inner ? inner.BaseObject : item).ToList(), files),
            _ => Read(value.ToString() ?? "", files),
        };
    }

    private static byte[]? Read(List<object> items, FileLocator files) => items.TrueForAll(item => item is byte)
        ? [.. items.Cast<byte>()]
        : Read(string.Join('\n', items), files);

    private static byte[]? Read(string text, FileLocator files) => text switch
    {
        _ when string.IsNullOrWhiteSpace(text) => null,
        _ when text.Contains("-----BEGIN ", StringComparison.Ordinal) => Encoding.UTF8.GetBytes(text),
        _ => CertificateFile.Read(files.Full(text)),
    };
}
