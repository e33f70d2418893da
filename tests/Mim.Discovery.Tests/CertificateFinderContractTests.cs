using System.Security.Cryptography;
using Mim.Core.Ports;
using Mim.Pki.Containers;
using Mim.Testing.Certificates;
using Mim.Testing.Contracts;
using Mim.Testing;

namespace Mim.Discovery.Tests;

public sealed class CertificateFinderContractTests : CertificateFinderContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CertificateFinderContractTests()
    {
        using var chain = new TestChain();
        Directory.CreateDirectory(_folder["below"]);
        File.WriteAllText(_folder["web.pem"], PemEncoding.WriteString("CERTIFICATE", chain.Issue("web").Certificate));
        File.WriteAllText(_folder["below/deep.pem"], PemEncoding.WriteString("CERTIFICATE", chain.Issue("deep").Certificate));
        File.WriteAllText(_folder["notes.txt"], "nothing");
    }

    protected override ICertificateFinder Finder { get; } = new CertificateFinder(CertificateContainers.Readers);

    protected override string Folder => _folder.Path;

    public void Dispose() => _folder.Dispose();
}
