using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mim.Core.Identities;

namespace Mim.Host.Tests.Commands;

public sealed class RotateCommandTests : IDisposable
{
    private readonly TestStore _store = new();

    [Fact]
    public void What_is_due_is_rotated_and_delivered()
    {
        var id = _store.AddServer("web01.test", dueAtOnce: true);
        var result = MimProcess.Run("rotate", "--due", "--store", _store.Location).Succeeded();
        Assert.StartsWith("web01.test version 1 -> 2: Completed at Retire, ends ", Assert.Single(result.Output.TrimEnd().Split('\n')), StringComparison.Ordinal);
        using var session = _store.Open();
        var identity = session.Identities.Get(id);
        Assert.Equal((2, VersionState.Active), (identity.Version, identity.Status));
        using var delivered = X509Certificate2.CreateFromPemFile(Path.Combine(_store["web01.test"], "server.crt"), Path.Combine(_store["web01.test"], "server.key"));
        Assert.Equal(identity.Fingerprint, delivered.GetCertHashString(HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task Nothing_due_is_nothing_done()
    {
        var id = _store.AddServer("web01.test", dueAtOnce: false);
        var result = (await CommandRun.Of("rotate", "--due", "--store", _store.Location)).Succeeded();
        Assert.Equal((string.Empty, string.Empty), (result.Output, result.Error));
        using var session = _store.Open();
        Assert.Equal(1, session.Identities.Get(id).Version);
    }

    [Fact]
    public async Task A_failure_ends_with_1_and_the_others_go_on()
    {
        var failing = _store.AddServer("gone.test", dueAtOnce: true);
        var working = _store.AddServer("web01.test", dueAtOnce: true);
        Directory.Delete(_store["gone.test"], recursive: true);
        File.WriteAllText(_store["gone.test"], "a file where the folder was");
        var result = await CommandRun.Of("rotate", "--due", "--store", _store.Location);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("gone.test version 1: RolledBack at Plan", result.Output, StringComparison.Ordinal);
        Assert.Contains("web01.test version 1 -> 2: Completed", result.Output, StringComparison.Ordinal);
        using var session = _store.Open();
        Assert.Equal((1, 2), (session.Identities.Get(failing).Version, session.Identities.Get(working).Version));
    }

    public void Dispose() => _store.Dispose();
}
