using System.Text;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Delivery.Tests.Ssh;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests;

[RequiresProgram("sshd", "ssh", "ssh-keygen")]
public sealed class AuthorizedKeysTargetAdapterTests : TargetAdapterContract, IDisposable
{
    private readonly AuthorizedKeysFixture _fixture;
    private Action? _meddle;

    public AuthorizedKeysTargetAdapterTests() => _fixture = new() { Between = files => new MeddlingFiles(files, Meddle) };

    protected override ITargetAdapter Adapter => _fixture.Adapter;

    public void Dispose() => _fixture.Dispose();

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task What_somebody_else_changes_at_the_same_moment_is_kept()
    {
        using var installation = Installation(1);
        _meddle = () => File.AppendAllText(_fixture.Server["authorized_keys"], "# theirs");
        await Adapter.InstallAsync(installation, CancellationToken.None);
        Assert.EndsWith("# theirs", Encoding.UTF8.GetString(_fixture.Content), StringComparison.Ordinal);
        Assert.Equal(Proof.Held, await Adapter.ProveAsync(installation, CancellationToken.None));
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task A_key_that_is_listed_and_not_let_in_is_not_proved()
    {
        using var installation = Installation(1);
        await Adapter.InstallAsync(installation, CancellationToken.None);
        _fixture.Content = Encoding.UTF8.GetBytes($"from=\"192.0.2.1\",{Encoding.UTF8.GetString(_fixture.Content.AsSpan()[_fixture.Content.AsSpan().IndexOf("no-pty"u8)..])}");
        var proof = await Adapter.ProveAsync(installation, CancellationToken.None);
        Assert.False(proof.Holds);
        Assert.Contains("cannot log in", proof.Reason, StringComparison.Ordinal);
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task A_list_that_others_may_write_is_told_of_before_sshd_refuses_it()
    {
        using var installation = Installation(1);
        await Adapter.InstallAsync(installation, CancellationToken.None);
        ProgramRunner.Run("chmod", "666", _fixture.Server["authorized_keys"]).Succeeded();
        Assert.Contains("StrictModes", (await Adapter.ProveAsync(installation, CancellationToken.None)).Reason, StringComparison.Ordinal);
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task Where_there_is_no_folder_for_it_nothing_is_installed()
    {
        using var installation = Installation(1);
        var settings = (AuthorizedKeysSettings)installation.Target.Settings with { Path = "/nowhere/at/all" };
        using var nowhere = new Installation
        {
            Target = installation.Target with { Settings = settings }, Version = installation.Version, Chain = [],
        };
        var error = await Assert.ThrowsAsync<MimException>(() => Adapter.InstallAsync(nowhere, CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("/nowhere/at", error.Message, StringComparison.Ordinal);
    }

    [RequiresRootFact("sshd", "ssh", "ssh-keygen", "useradd")]
    public async Task Without_a_path_it_is_the_list_that_sshd_reads_for_the_account()
    {
        using var account = new ThrowawayAccount();
        using var server = new SshServer(null, "Match all", "AuthorizedKeysFile .ssh/%u_keys");
        using var installation = Installation(1);
        using var own = new Installation
        {
            Target = installation.Target with { Settings = new AuthorizedKeysSettings { Account = account.Name, Configuration = server["sshd_config"] } },
            Version = installation.Version,
            Chain = [],
            PrivateKey = KeyMaterial.CopyOf(installation.PrivateKey!.Span),
        };
        ProgramRunner.Run("chmod", "go-w", account.Home).Succeeded();
        await Adapter.InstallAsync(own, CancellationToken.None);
        var path = Path.Combine(account.Home, ".ssh", $"{account.Name}_keys");
        Assert.Equal($"{account.Name} 600", ProgramRunner.Run("stat", "-c", "%U %a", path).Succeeded().Output.Trim());
        Assert.Equal($"{account.Name} 700", ProgramRunner.Run("stat", "-c", "%U %a", Path.GetDirectoryName(path)!).Succeeded().Output.Trim());
        Assert.EndsWith(" deploy@corp\n", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(Proof.Held, await Adapter.ProveAsync(own, CancellationToken.None));
    }

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override void Spoil() => _fixture.Content = [0, 1, 2, (byte)'\n', 255];

    /// <summary>Somebody else is quicker, once.</summary>
    private void Meddle()
    {
        var meddle = _meddle;
        _meddle = null;
        meddle?.Invoke();
    }

    private sealed class MeddlingFiles(IHostFiles inner, Action meddle) : IHostFiles
    {
        public Task<HostFile?> ReadAsync(string path, CancellationToken cancellationToken) => inner.ReadAsync(path, cancellationToken);

        public Task ReplaceAsync(string path, HostFile? before, HostFile? after, CancellationToken cancellationToken)
        {
            meddle();
            return inner.ReplaceAsync(path, before, after, cancellationToken);
        }
    }
}
