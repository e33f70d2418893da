using Mim.Core.Ports;

namespace Mim.Discovery;

/// <summary>The lists where Debian's packages and OpenSSH look for them; lists of one's own may lie beside them.</summary>
/// <param name="folders">Folders with files named <c>blacklist.*</c>, as <c>blacklist.RSA-2048</c>.</param>
public sealed class WeakKeyFiles(IReadOnlyList<string> folders) : IWeakKeyLists
{
    public WeakKeyFiles()
        : this(["/usr/share/ssh", "/etc/ssh", "/usr/share/openssl-blacklist"])
    {
    }

    public IEnumerable<TextReader> Open() => folders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "blacklist.*").Order(StringComparer.Ordinal))
        .Select(Open)
        .OfType<TextReader>();

    private static StreamReader? Open(string path)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
