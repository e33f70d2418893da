using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

/// <summary>
/// A host whose login shell is PowerShell and which knows no sh, as on Windows; its registry and its drive C are made up, so that
/// what is shown here is the way to PowerShell and what it answers, not Windows itself.
/// </summary>
public sealed class PowerShellHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<SshServer> _server;

    public PowerShellHostTests()
    {
        _server = new Lazy<SshServer>(Start);
    }

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value.Dispose();
        }

        _folder.Dispose();
    }

    [RequiresProgramFact("ssh", "sshd", "pwsh")]
    public async Task Accounts_come_from_the_list_of_profiles()
    {
        await using var machine = Open();
        var accounts = await machine.AccountsAsync(CancellationToken.None);
        Assert.Equal([("bob", "S-1-5-21-1-2-3-1001", @"C:\Users\bob"), ("eve", "S-1-5-21-1-2-3-1002", @"C:\Users\eve")],
            accounts.Select(account => (account.Name, account.Id, account.Home)));
        Assert.Equal([["administrators"], []], accounts.Select(account => account.Groups));
        Assert.Null(await machine.EffectiveConfigurationAsync("bob", CancellationToken.None));
    }

    [RequiresProgramFact("ssh", "sshd", "pwsh", "puttygen")]
    public async Task Files_come_as_they_are_and_of_private_keys_the_public_part()
    {
        using var samples = new SshKeySamples();
        var octets = Enumerable.Range(0, 100_000).Select(number => (byte)number).ToArray();
        var pem = samples.Generate("rsa", 2048, "x", format: "PEM");
        Directory.CreateDirectory(_folder["below"]);
        File.WriteAllBytes(_folder["below/octets it's ü"], octets);
        File.WriteAllText(_folder["empty"], "");
        string[] keys = [samples.Generate("ed25519", 256, "x"), samples.Generate("rsa", 3072, "x", "a pass phrase"), samples.ToPutty(pem, 3), pem];
        await using var machine = Open();
        var files = new List<SshFile>();
        await foreach (var file in machine.ReadAsync([_folder["below"] + "/", _folder["empty"], _folder["none"], _folder["below"], .. keys], CancellationToken.None))
        {
            files.Add(file);
        }

        Assert.Equal([_folder["below/octets it's ü"], _folder["empty"], .. keys], files.Select(file => file.Path));
        Assert.Equal(octets, files[0].Content!.Span);
        Assert.InRange(files[0].ModifiedAt!.Value, DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.MaxValue);
        foreach (var file in files.Skip(2))
        {
            var whole = File.ReadAllText(file.Path).ReplaceLineEndings("");
            Assert.True(file.IsOutline);
            Assert.DoesNotContain(whole[^200..^80], Encoding.ASCII.GetString(file.Content!.Span).ReplaceLineEndings(""), StringComparison.Ordinal);
            var sighting = Assert.Single(new SshKeyReader().Read(file.Content.Memory, null, isOutline: true));
            Assert.True(sighting is { Status: FindingStatus.Found, HasPrivateKey: true });
            Assert.Equal(file.Path == pem, sighting.SshFingerprint is null);
        }

        files.ForEach(file => file.Dispose());
    }

    [RequiresProgramFact("ssh", "sshd", "pwsh")]
    public async Task A_login_shell_that_knows_neither_says_what_it_said_first()
    {
        using var server = new SshServer(null, "ForceCommand echo nothing here >&2; exit 1");
        await using var machine = new SshMachines(new OpenSshTransport()).Open(Destination(server));
        var trouble = await Assert.ThrowsAsync<MachineUnreachableException>(() => machine.AccountsAsync(CancellationToken.None));
        Assert.Equal((FindingStatus.Reset, "nothing here"), (trouble.Status, trouble.Message));
    }

    private static SshDestination Destination(SshServer server) => new("127.0.0.1")
    {
        Port = server.Port, IdentityFile = server.UserKey, KnownHostsFile = server.KnownHosts,
    };

    private ISshMachine Open() => new SshMachines(new OpenSshTransport()).Open(Destination(_server.Value));

    private SshServer Start()
    {
        File.WriteAllText(
            _folder["windows.ps1"],
            """
            $env:COMPUTERNAME = 'WEB01'
            function Get-LocalGroupMember { [pscustomobject]@{ SID = [pscustomobject]@{ Value = 'S-1-5-21-1-2-3-1001' } } }
            function Get-ItemProperty {
                [pscustomobject]@{ PSChildName = 'S-1-5-18'; ProfileImagePath = 'C:\Windows\system32\config\systemprofile' }
                [pscustomobject]@{ PSChildName = 'S-1-5-21-1-2-3-1001'; ProfileImagePath = 'C:\Users\bob' }
                [pscustomobject]@{ PSChildName = 'S-1-5-21-1-2-3-1002'; ProfileImagePath = 'C:\Users\eve' }
            }
            . ([scriptblock]::Create([Text.Encoding]::Unicode.GetString([Convert]::FromBase64String($args[0]))))
            """);
        File.WriteAllText(_folder["powershell"], $"#!/bin/sh\nfor last; do :; done\nexec pwsh -NoProfile -NonInteractive -File '{_folder["windows.ps1"]}' \"$last\"\n");
        ProgramRunner.Run("chmod", "+x", _folder["powershell"]).Succeeded();

        // PowerShell on Linux knows exec, which Windows does not.
        return new SshServer(
            null,
            $"SetEnv PATH={_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}",
            "ForceCommand pwsh -NoProfile -NonInteractive -Command \"Set-Alias exec no-such-command -Force; $SSH_ORIGINAL_COMMAND\"");
    }
}
