using Mim.Composition;
using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Stores;
using Mim.Testing;

namespace Mim.Host.Tests;

/// <summary>A store in a folder of its own, as a sysadmin would have made it before mim comes along.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Location => _folder["inventory.db"];

    /// <summary>Full path of something in the folder.</summary>
    public string this[string name] => _folder[name];

    public MimSession Open() => new MimComposition().Open(
        new StoreReference { Location = Location, CreateIfMissing = true }, Caller.Context(), CancellationToken.None);

    /// <summary>A certificate of the authority 'corp' that lies in a file of its own, due at once or by the built-in policy.</summary>
    public Guid AddServer(string name, bool dueAtOnce)
    {
        using var session = Open();
        if (dueAtOnce)
        {
            session.Policies.Set(session.Policies.For(Criticality.Medium) with { RenewalFraction = 0.000_000_1, Jitter = 0 }, CancellationToken.None);
        }

        if (!session.Authorities.Find(["corp"], CancellationToken.None).Any())
        {
            session.Authorities.Create(new NewAuthority { Name = "corp" }, CancellationToken.None);
        }

        var identity = session.Certificates.Issue(new NewCertificate { Name = name }, CancellationToken.None);
        Directory.CreateDirectory(this[name]);
        var files = new FileTargetSettings { Path = Path.Combine(this[name], "server.crt"), KeyPath = Path.Combine(this[name], "server.key") };
        session.Targets.Add(new NewTarget { IdentityId = identity.Id, Settings = files }, CancellationToken.None);
        return identity.Id;
    }

    public void Dispose() => _folder.Dispose();
}
