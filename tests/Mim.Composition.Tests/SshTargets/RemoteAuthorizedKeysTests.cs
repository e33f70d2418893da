using Mim.Composition.Tests.Services;
using Mim.Core.Delivery;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>The same from another machine: the list is read and replaced over SSH, by another key than the one that is replaced.</summary>
public sealed class RemoteAuthorizedKeysTests : IDisposable
{
    private readonly TestSession _store = new();

    public void Dispose() => _store.Dispose();

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void A_key_is_replaced_on_another_host_and_proved_from_here()
    {
        using var server = new SshServer();
        var before = File.ReadAllText(server["authorized_keys"]);
        var key = _store.Session.Ssh.Keys.Issue(new NewSshKey { Name = "deploy", Comment = "deploy@corp" }, default);
        var settings = new AuthorizedKeysSettings { Account = Environment.UserName, Path = server["authorized_keys"], Options = "restrict", Host = RemoteLoopback.Of(server) };
        var target = _store.Session.Targets.Add(new NewTarget { IdentityId = key.Id, Kind = TargetKind.AuthorizedKeys, Settings = settings }, default);
        Assert.Equal($"[127.0.0.1]:{server.Port}:{Environment.UserName}:{server["authorized_keys"]}", target.Address);
        AssertCompleted(_store.Session.Rotation.PublishAsync([key.Id], null, default));
        var first = File.ReadAllText(server["authorized_keys"]);
        AssertCompleted(_store.Session.Rotation.RotateAsync([key.Id], new RotationOptions(), default));
        var second = File.ReadAllText(server["authorized_keys"]);
        Assert.NotEqual(first, second);
        Assert.All([first, second], text => Assert.StartsWith($"{before}restrict ssh-ed25519 ", text, StringComparison.Ordinal));
        Assert.Equal(2, second.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.True(_store.Session.Targets.TestAsync(target.Id, default).GetAwaiter().GetResult().Holds);
    }

    private void AssertCompleted(IAsyncEnumerable<RotationResult> results)
    {
        _store.Time.Now += TimeSpan.FromSeconds(1);
        var result = Assert.Single(results.ToBlockingEnumerable());
        Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason);
    }
}
