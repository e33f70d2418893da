using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Core.Tests.Issuing.Succession;

/// <summary>An authority with a certificate and a trust bundle, each delivered to a file, and the one that is to take its place.</summary>
public sealed class SuccessionFixture : IDisposable
{
    private readonly TestSession _store = new();

    public SuccessionFixture()
    {
        Corp = _store.NewAuthority();
        Web = _store.NewCertificate("web01.corp.test");
        Directory.CreateDirectory(_store["tls"]);
        Session.Targets.Add(
            new NewTarget { IdentityId = Web.Id, Settings = new FileTargetSettings { Path = Served, KeyPath = _store["tls/web.key"] } },
            default);
        AddBundle("trust.pem");
        Publish(Web.Id, Corp.Id);
    }

    public MimSession Session => _store.Session;

    public ManualTimeProvider Time => _store.Time;

    public CertificateAuthority Corp { get; }

    public MachineIdentity Web { get; }

    /// <summary>What a server shows.</summary>
    public string Served => _store["tls/web.pem"];

    /// <summary>What its clients trust.</summary>
    public string Bundle => _store["tls/trust.pem"];

    public string this[string name] => _store[name];

    public CertificateAuthority Prepare(string name = "corp-2", string replaces = "corp", bool crossSign = true) =>
        Session.Authorities.Create(new NewAuthority { Name = name, Replaces = replaces, CrossSign = crossSign }, default);

    public Target AddBundle(string name, CertificateAuthority? authority = null) => Session.Targets.Add(
        new NewTarget
        {
            IdentityId = (authority ?? Corp).Id,
            Settings = new FileTargetSettings { Path = _store[$"tls/{name}"], Layout = FileLayout.TrustBundle },
        },
        default);

    public void Publish(params Guid[] identities) => Assert.All(
        Session.Rotation.PublishAsync(identities, null, default).ToBlockingEnumerable(),
        result => Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason));

    public void Set(CertificateAuthority authority, AuthorityState state, bool isForced = false) =>
        Session.Succession.SetAsync(authority.Id, state, isForced, default).GetAwaiter().GetResult();

    /// <summary>Delivers what is to be trusted, and lets the next authority issue.</summary>
    public void Activate(CertificateAuthority next)
    {
        Publish(next.Id);
        Set(next, AuthorityState.Active);
    }

    public RotationResult Rotate(MachineIdentity? identity = null)
    {
        Time.Now += TimeSpan.FromSeconds(1);
        return Session.Rotation.RotateAsync([(identity ?? Web).Id], new RotationOptions(), default).ToBlockingEnumerable().Single();
    }

    public MachineIdentity Now(Guid id) => Session.Identities.Get(id);

    public CertificateAuthority View(CertificateAuthority authority) =>
        Session.Authorities.Find([], default).Single(found => found.Id == authority.Id);

    /// <summary>The certificates in a file, DER.</summary>
    public static IReadOnlyList<byte[]> Read(string path)
    {
        var found = new System.Security.Cryptography.X509Certificates.X509Certificate2Collection();
        found.ImportFromPemFile(path);
        return [.. found.Select(certificate => certificate.RawData)];
    }

    public void Dispose() => _store.Dispose();
}
