using System.Text;
using Mim.Core;
using Mim.Core.Ports;
using Mim.Discovery.Files;

namespace Mim.Discovery;

/// <summary>The lists where Debian's packages and OpenSSH look for them; lists of one's own may lie beside them.</summary>
/// <param name="folders">Folders with files named <c>blacklist.*</c>, as <c>blacklist.RSA-2048</c>.</param>
public sealed class WeakKeyFiles(IReadOnlyList<string> folders) : IWeakKeyLists
{
    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    public WeakKeyFiles()
        : this(["/usr/share/ssh", "/etc/ssh", "/usr/share/openssl-blacklist"])
    {
    }

    public IEnumerable<TextReader> Open() => folders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "blacklist.*", Readable).Order(StringComparer.Ordinal))
        .Select(Open)
        .OfType<TextReader>();

    private static StringReader? Open(string path)
    {
        try
        {
            using var content = RegularFile.Read(path);
            return new StringReader(Encoding.Latin1.GetString(content.Span));
        }
        catch (MimException)
        {
            return null;
        }
    }
}
