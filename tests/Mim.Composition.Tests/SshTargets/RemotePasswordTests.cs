#if MIM_FULL
using System.Text;
using Mim.Composition.Tests.Services;
using Mim.Core.Delivery;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>A host that wants a password, which the store holds.</summary>
public sealed class RemotePasswordTests
{
    [RequiresRootFact("sshd", "ssh", "ssh-keygen", "useradd", "chpasswd")]
    public void A_certificate_is_replaced_on_a_host_that_is_logged_in_to_with_a_password()
    {
        using var store = new TestSession();
        using var server = new SshServer(null, "PasswordAuthentication yes", "PubkeyAuthentication no", "UsePAM no");
        using var account = new ThrowawayAccount();
        const string password = "correct horse";
        account.AllowPassword(password);
        using var value = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(password));
        var secret = store.Session.Secrets.Create(new NewSecret { Name = "web01 login", Value = value, UserName = account.Name }, default);
        store.NewAuthority();
        var certificate = store.NewCertificate("web01.corp.test");
        var path = Path.Combine(account.Home, "web01.pem");
        var host = RemoteLoopback.Of(server) with { IdentityFile = null, LogInWith = new HostLogIn(secret.Id, secret.Name) };
        var settings = new FileTargetSettings { Path = path, KeyPath = path + ".key", Host = host };
        store.Session.Targets.Add(new NewTarget { IdentityId = certificate.Id, Settings = settings }, default);

        AssertCompleted(store.Session.Rotation.PublishAsync([certificate.Id], null, default));
        var first = File.ReadAllText(path);
        AssertCompleted(store.Session.Rotation.RotateAsync([certificate.Id], new RotationOptions(), default));
        Assert.NotEqual(first, File.ReadAllText(path));
        Assert.Contains("Accepted password", File.ReadAllText(server["log"]), StringComparison.Ordinal);

        void AssertCompleted(IAsyncEnumerable<RotationResult> results)
        {
            store.Time.Now += TimeSpan.FromSeconds(1);
            var result = Assert.Single(results.ToBlockingEnumerable());
            Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason);
        }
    }
}
#endif
