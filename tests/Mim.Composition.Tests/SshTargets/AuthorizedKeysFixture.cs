using System.Text;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>A key of one identity that logs in to several real servers, in whose lists others have lines too.</summary>
internal sealed class AuthorizedKeysFixture : IDisposable
{
    /// <summary>As odd as files get: a line end of another system, an octet of no script, and no end at all.</summary>
    public static readonly byte[] Foreign = [.. "# by hand\r\n\xFF\0 odd\nno-pty"u8, .. " ssh-ed25519 AAAA"u8];

    private readonly SshLogin _login;

    public AuthorizedKeysFixture(int servers)
    {
        // sshd has the clock of the machine.
        Store.Time.Now = TimeProvider.System.GetUtcNow();
        _login = new SshLogin(Store);
        Servers = [.. Enumerable.Range(0, servers).Select(_ => new SshServer())];
        Key = Store.Session.Ssh.Keys.Issue(new NewSshKey { Name = "deploy", Comment = "deploy@corp" }, default);
        foreach (var server in Servers)
        {
            File.WriteAllBytes(server["authorized_keys"], Foreign);
            Store.Session.Targets.Add(new NewTarget { IdentityId = Key.Id, Kind = TargetKind.AuthorizedKeys, Settings = SettingsOf(server) }, default);
        }
    }

    public TestSession Store { get; } = new();

    public IReadOnlyList<SshServer> Servers { get; }

    public MachineIdentity Key { get; }

    public int Version => Store.Session.Identities.Get(Key.Id).Version;

    public static AuthorizedKeysSettings SettingsOf(SshServer server) => new()
    {
        Account = Environment.UserName, Path = server["authorized_keys"], Configuration = server["sshd_config"], Options = "from=\"127.0.0.1,::1\",no-pty",
    };

    /// <summary>Hands the current version out; gives the path of the private key.</summary>
    public string Export(string name)
    {
        var current = Store.Session.Identities.Get(Key.Id);
        var path = Store[name];
        Store.Session.Ssh.Exporter.ExportTo(path, new SshKeyExport { IdentityId = current.Id, IncludePrivateKey = true }, overwrite: true, default);
        return path;
    }

    public RotationResult Publish() => Next(Store.Session.Rotation.PublishAsync([Key.Id], null, default));

    public RotationResult Rotate() => Next(Store.Session.Rotation.RotateAsync([Key.Id], new RotationOptions(), default));

    public RotationResult Resume() => Next(Store.Session.Rotation.ResumeAsync([], default));

    public List<RotationResult> Reconcile() =>
        [.. Store.Session.Rotation.ReconcileAsync([Key.Id], new RotationOptions(), default).ToBlockingEnumerable()];

    public static bool LogsIn(SshServer server, string key) => SshLogin.Run(server.Port, key, server.KnownHosts).ExitCode == 0;

    /// <summary>The lines of ours in the list of a server, once all else in it proved to be as it was.</summary>
    public static IReadOnlyList<string> Ours(SshServer server)
    {
        var content = Encoding.Latin1.GetString(File.ReadAllBytes(server["authorized_keys"]));
        var ours = content.Split('\n').Where(line => line.EndsWith(" deploy@corp", StringComparison.Ordinal)).ToList();
        Assert.Equal(Encoding.Latin1.GetString(Foreign), ours.Aggregate(content, (text, line) => text.Replace(line + "\n", "", StringComparison.Ordinal)));
        Assert.All(ours, line => Assert.StartsWith("from=\"127.0.0.1,::1\",no-pty ssh-ed25519 ", line, StringComparison.Ordinal));
        return ours;
    }

    public void Dispose()
    {
        Store.Dispose();
        foreach (var server in Servers)
        {
            server.Dispose();
        }
    }

    private RotationResult Next(IAsyncEnumerable<RotationResult> results)
    {
        // Two records of one moment would have no order.
        Store.Time.Now += TimeSpan.FromSeconds(1);
        return Assert.Single(results.ToBlockingEnumerable());
    }
}
