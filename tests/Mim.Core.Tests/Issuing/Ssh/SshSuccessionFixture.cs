using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Core.Tests.Issuing.Ssh;

/// <summary>An authority of hosts that a file of known hosts trusts, and a certificate of it.</summary>
public sealed class SshSuccessionFixture : IDisposable
{
    public const string Theirs = "# theirs\n";

    public SshSuccessionFixture()
    {
        Old = Ssh.Authorities.Create(
            new NewSshAuthority
            {
                Name = "hosts",
                Use = SshAuthorityUse.Host,
                KeyAlgorithm = KeyAlgorithm.EcdsaP256,
                Lifetime = TimeSpan.FromDays(700),
                Owner = "ops@corp.test",
                Criticality = Criticality.High,
                Tags = ["team=ssh"],
            },
            default);
        Web = Ssh.Certificates.Issue(new NewSshCertificate { Name = "web01", IsForHost = true }, default);
        File.WriteAllText(Known, Theirs);
        Target = AddTarget(Old.Id);
        Publish(Old.Id);
    }

    public TestSession Store { get; } = new();

    public MimSession Session => Store.Session;

    public SshDesk Ssh => Session.Ssh;

    public SshAuthority Old { get; }

    public MachineIdentity Web { get; }

    public Target Target { get; }

    /// <summary>Where the authorities are trusted.</summary>
    public string Known => Store["known_hosts"];

    /// <summary>The keys that are trusted there, in their order.</summary>
    public IReadOnlyList<string> Trusted => [.. File.ReadLines(Known).Where(line => line.StartsWith('@')).Select(line => line.Split(' ')[3])];

    public static string KeyOf(SshAuthority authority) => authority.PublicKey.Split(' ')[1];

    public Target AddTarget(Guid authority, string? path = null) => Session.Targets.Add(
        new NewTarget
        {
            IdentityId = authority,
            Kind = TargetKind.SshTrustedAuthority,
            Settings = new SshServerSettings { Path = path ?? Known, TrustedFor = ["*.corp.test"] },
        },
        default);

    public SshAuthority Prepare(string name = "hosts-2", string replaces = "hosts") =>
        Ssh.Authorities.Create(Ssh.Authorities.Next(name, replaces, default), default);

    public RotationResult Publish(Guid identity, bool completes = true)
    {
        Store.Time.Now += TimeSpan.FromSeconds(1);
        var result = Session.Rotation.PublishAsync([identity], null, default).ToBlockingEnumerable().Single();
        Assert.True(!completes || result.Outcome == RotationOutcome.Completed, result.Reason);
        return result;
    }

    public void Set(SshAuthority authority, AuthorityState state, bool isForced = false) =>
        Session.Succession.SetAsync(authority.Id, state, isForced, default).GetAwaiter().GetResult();

    /// <summary>Delivers what is to be trusted, and lets the next authority certify.</summary>
    public SshAuthority Activate(SshAuthority next)
    {
        Publish(next.Id);
        Set(next, AuthorityState.Active);
        return next;
    }

    public RotationResult Rotate()
    {
        Store.Time.Now += TimeSpan.FromSeconds(1);
        return Session.Rotation.RotateAsync([Web.Id], new RotationOptions(), default).ToBlockingEnumerable().Single();
    }

    public SshAuthority View(SshAuthority authority) => Ssh.Authorities.Find(Session.Identities.Get(authority.Id))!;

    public MachineIdentity Issue(string name, string? authority = null) =>
        Ssh.Certificates.Issue(new NewSshCertificate { Name = name, Authority = authority, IsForHost = true }, default);

    public void Dispose() => Store.Dispose();
}
