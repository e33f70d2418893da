using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Ssh.Shell;

/// <summary>Files of another host, by its POSIX shell.</summary>
/// <param name="shell">Of the host.</param>
internal sealed class SshHostFiles(HostShell shell) : IHostFiles
{
    private const int LargestFile = 16 << 20;
    private const int OwnerOnly = 0x180;
    private const string Nothing = "-";

    public async Task<HostFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        string[] arguments = [path, LargestFile.ToString(CultureInfo.InvariantCulture)];
        using var answer = await RunAsync(HostFileScript.Read, path, arguments, input: null, cancellationToken).ConfigureAwait(false);
        if (answer.ExitCode != 0)
        {
            return Trouble(answer) == HostFileScript.Missing ? null : throw Refusal(path, answer);
        }

        var octets = answer.Output.Span;
        var line = octets.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(octets[..Math.Max(0, line)]).Split(' ') is [var owner, var group, var mode] && IsMode(mode)
            ? new HostFile(KeyMaterial.CopyOf(octets[(line + 1)..])) { Owner = owner, Group = group, Mode = Convert.ToInt32(mode, 8) }
            : throw Failed(path, HostShell.NotAsked().Message);
    }

    public async Task ReplaceAsync(string path, HostFile? before, HostFile? after, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            path, Digest(before), Digest(after), after?.Owner ?? "", after?.Group ?? "", Convert.ToString(after?.Mode ?? OwnerOnly, 8),
        ];
        using var answer = await RunAsync(HostFileScript.Replace, path, arguments, after?.Content, cancellationToken).ConfigureAwait(false);
        if (answer.ExitCode != 0 || !answer.Text.EndsWith("done\n", StringComparison.Ordinal))
        {
            throw Refusal(path, answer);
        }
    }

    private static bool IsMode(string text) => text.Length is > 0 and < 6 && text.All(digit => digit is >= '0' and <= '7');

    private static string Digest(HostFile? file) => file is null ? Nothing : Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));

    private static string Trouble(ScriptAnswer answer) => SshTrouble.Of(answer.Error).Message;

    private async Task<ScriptAnswer> RunAsync(
        HostScript script, string path, IReadOnlyList<string> arguments, KeyMaterial? input, CancellationToken cancellationToken)
    {
        try
        {
            return await shell.RunAsync(script, arguments, input, cancellationToken).ConfigureAwait(false);
        }
        catch (MachineUnreachableException trouble)
        {
            throw Failed(path, trouble.Message);
        }
    }

    private MimException Refusal(string path, ScriptAnswer answer) => Trouble(answer) switch
    {
        HostFileScript.Denied => new MimException(MimErrorCause.AccessDenied, $"{path} on {shell.Host} cannot be read: access is denied.", path),
        HostFileScript.Irregular => new MimException(
            MimErrorCause.InvalidFile, $"{path} on {shell.Host} is no regular file, or larger than 16 MiB.", path),
        HostFileScript.Changed => Failed(path, "somebody else changed it meanwhile."),
        var message => Failed(path, message),
    };

    private MimException Failed(string path, string reason) => new(MimErrorCause.InstallFailed, $"{path} on {shell.Host}: {reason}", path);
}
