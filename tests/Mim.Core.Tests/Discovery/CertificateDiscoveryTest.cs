using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Pki.Certificates;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Discovery;

/// <summary>Scans of networks, files and certificate stores of a test's own.</summary>
public abstract class CertificateDiscoveryTest : IDisposable
{
    private MimSession? _session;

    private protected TestSession Store { get; } = new();

    private protected ScriptedFinder Files { get; } = new();

    private protected ScriptedProbe Probe { get; set; } = new(_ => new EndpointAnswer(FindingStatus.Refused));

    private protected CertificateDiscovery Discovery => (_session ??= DecoratedSession.Open(
        Store.Location, Store.Time, parts => parts with { Discovery = Scripted() })).Discovery;

    public void Dispose()
    {
        _session?.Dispose();
        Store.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static EndpointScan Scan(string target) => new() { Targets = EndpointTargets.Parse([target], [], [443]), Throttle = 8 };

    private protected CertificateFinding AtEndpoint(string place, Guid identity) =>
        At(place, identity).With(new CertificateReader().Read(CertificateOf(identity))) with { LocationKind = LocationKinds.Endpoint };

    private protected CertificateFinding At(string place, Guid identity) => new()
    {
        Status = FindingStatus.Found,
        Kind = IdentityKind.Certificate,
        LocationKind = LocationKinds.File,
        Location = place,
        Fingerprint = Store.Session.Identities.Versions(identity)[^1].Fingerprint,
        Certificate = CertificateOf(identity),
        SuggestedName = "web",
        FoundAt = Store.Time.Now,
    };

    private protected void Import(Finding finding)
    {
        using var run = Store.Session.Importer.Open(default);
        run.AddFinding(finding, new ImportDocumentation());
        Assert.Null(Assert.Single(run.Complete()).Error);
    }

    private protected DiscoveryParts Scripted() => new() { Probe = Probe, Resolver = Probe, Files = Files, Stores = Files, Anchors = Files };

    private protected async Task<List<CertificateFinding>> Ask(string target) => await Discovery.FindAsync(Scan(target), null, default).ToListAsync();

    private protected byte[] CertificateOf(Guid identity) => Store.Session.Identities.Versions(identity)[^1].Certificate!;

    private protected EndpointAnswer Shows(Guid identity) =>
        new(FindingStatus.Found) { Chains = [new ServedChain([CertificateOf(identity)], "Tls13", "TLS_AES_128_GCM_SHA256")] };

    private protected FileSighting Sighting(string path, Guid identity) => new(FindingStatus.Found, path) { Format = "Pem", Certificate = CertificateOf(identity) };
}
