using System.Security.Cryptography;
using Mim.Core.Discovery;
using Mim.Core.Sealing;
using Mim.Pki.Containers;
using Mim.Testing.Certificates;
using Mim.Testing;

namespace Mim.Discovery.Tests;

/// <summary>A folder with files of one test, and what the finder says of it.</summary>
internal sealed class FoundFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestChain _chain = new();

    public string Path => _folder.Path;

    public string this[string name] => _folder[name];

    public TestLeaf Issue(string name) => _chain.Issue(name);

    public string Pem(string name) => PemEncoding.WriteString("CERTIFICATE", Issue(name).Certificate);

    public void Write(string name, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], content);
    }

    public List<FileSighting> Find(string? path = null, params KeyMaterial[] passwords) =>
        Find(new FileScan { Paths = [path ?? Path], Recurse = true, Passwords = passwords });

    public static List<FileSighting> Find(FileScan scan) =>
        new CertificateFinder(CertificateContainers.Readers).FindAsync(scan, null, CancellationToken.None).ToBlockingEnumerable().ToList();

    public void Dispose()
    {
        _chain.Dispose();
        _folder.Dispose();
    }
}
