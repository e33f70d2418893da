using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What every transport does that logs in with passwords.</summary>
public abstract class LogsInWithPasswordsContract
{
    protected abstract ILogsInWithPasswords Transport { get; }

    /// <summary>A host with an account that <see cref="Password"/> opens.</summary>
    protected abstract SshDestination Destination { get; }

    protected abstract string Password { get; }

    [SuiteFact]
    public async Task A_password_is_opened_for_each_connection_and_lets_in()
    {
        var opened = 0;
        var credential = Credential(Password, () => opened++);
        Assert.Equal("one", await SayAsync(credential, "one"));
        Assert.Equal("two", await SayAsync(credential, "two"));
        Assert.Equal(1, opened);
    }

    [SuiteFact]
    public async Task A_wrong_password_is_refused_and_the_next_one_is_tried()
    {
        var shell = await OpenAsync(Credential($"{Password}?", () => { }), "true");
        await using var closing = shell;
        Assert.Equal(0, await shell.Output.ReadAsync(new byte[1]));
        Assert.Equal(FindingStatus.AccessDenied, (await shell.TroubleAsync(CancellationToken.None)).Status);
        Assert.Equal("in", await SayAsync(Credential(Password, () => { }), "in"));
    }

    private static SshPasswordCredential Credential(string password, Action opened) => new("login", Guid.NewGuid(), () =>
    {
        opened();
        return KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(password));
    });

    private async Task<string> SayAsync(SshCredential credential, string word)
    {
        await using var shell = await OpenAsync(credential, $"printf %s {word}");
        using var reader = new StreamReader(shell.Output);
        var said = await reader.ReadToEndAsync();
        var end = await shell.EndAsync(CancellationToken.None);
        return end.ExitCode == 0 ? said : end.Trouble.Message;
    }

    private Task<SshShell> OpenAsync(SshCredential credential, string command) =>
        Transport.OpenAsync(Destination with { Credential = credential }, command, CancellationToken.None).AsTask();
}
