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
/// <param name="transport">Best one that keeps its connections.</param>
/// <param name="destination">The host.</param>
public sealed class SshHostFiles(ISshTransport transport, SshDestination destination) : IHostFiles
{
    private const int LargestFile = 16 << 20;
    private const int OwnerOnly = 0x180;
    private const string Nothing = "-";
    private readonly HostShell _shell = new(transport, destination);

    public async Task<HostFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var shell = await _shell.OpenAsync(HostFileScript.Read, [path, LargestFile.ToString(CultureInfo.InvariantCulture)], cancellationToken).ConfigureAwait(false);
        await using var closing = shell.ConfigureAwait(false);
        await shell.Input.DisposeAsync().ConfigureAwait(false);
        using var octets = new KeyMaterial(LargestFile + 1024);
        var length = await ReadAsync(shell.Output, octets, path, cancellationToken).ConfigureAwait(false);
        var end = await shell.EndAsync(cancellationToken).ConfigureAwait(false);
        if (end.ExitCode != 0)
        {
            return end.Trouble.Message == HostFileScript.Missing ? null : throw Refusal(path, end);
        }

        // A message of the host would stand before it; whoever prints one to programs breaks scp too.
        var line = octets.Span[..length].IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(octets.Span[..Math.Max(0, line)]).Split(' ') is [var owner, var group, var mode] && IsMode(mode)
            ? new HostFile(KeyMaterial.CopyOf(octets.Span[(line + 1)..length])) { Owner = owner, Group = group, Mode = Convert.ToInt32(mode, 8) }
            : throw Failed(path, "the host says what it was not asked for.");
    }

    public async Task ReplaceAsync(string path, HostFile? before, HostFile? after, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            path, Digest(before), Digest(after), after?.Owner ?? "", after?.Group ?? "", Convert.ToString(after?.Mode ?? OwnerOnly, 8),
        ];
        var shell = await _shell.OpenAsync(HostFileScript.Replace, arguments, cancellationToken).ConfigureAwait(false);
        await using var closing = shell.ConfigureAwait(false);
        await SendAsync(shell.Input, after?.Content, cancellationToken).ConfigureAwait(false);
        using var said = new StreamReader(shell.Output);
        var text = await said.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        var end = await shell.EndAsync(cancellationToken).ConfigureAwait(false);
        if (end.ExitCode != 0 || !text.EndsWith("done\n", StringComparison.Ordinal))
        {
            throw Refusal(path, end);
        }
    }

    private static bool IsMode(string text) => text.Length is > 0 and < 6 && text.All(digit => digit is >= '0' and <= '7');

    private static string Digest(HostFile? file) => file is null ? Nothing : Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));

    private static async Task<int> ReadAsync(Stream output, KeyMaterial octets, string path, CancellationToken cancellationToken)
    {
        var length = 0;
        var buffer = new byte[64 * 1024];
        try
        {
            while (await output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                if (length + count > octets.Length)
                {
                    throw new MimException(MimErrorCause.InvalidFile, $"{path} is larger than 16 MiB.", path);
                }

                buffer.AsSpan(0, count).CopyTo(octets.Span[length..]);
                length += count;
            }

            return length;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static async Task SendAsync(Stream input, KeyMaterial? content, CancellationToken cancellationToken)
    {
        try
        {
            await using (input.ConfigureAwait(false))
            {
                await input.WriteAsync(content?.Memory ?? default, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // It ended without reading; how it ended tells.
        }
    }

    private MimException Refusal(string path, SshEnd end) => end.Trouble.Message switch
    {
        HostFileScript.Denied => new MimException(MimErrorCause.AccessDenied, $"{path} on {destination.Host} cannot be read: access is denied.", path),
        HostFileScript.Irregular => new MimException(
            MimErrorCause.InvalidFile, $"{path} on {destination.Host} is no regular file, or larger than 16 MiB.", path),
        HostFileScript.Changed => Failed(path, "somebody else changed it meanwhile."),
        var message => Failed(path, message),
    };

    private MimException Failed(string path, string reason) =>
        new(MimErrorCause.InstallFailed, $"{path} on {destination.Host}: {reason}", path);
}
