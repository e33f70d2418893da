using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Delivery.Ssh;

namespace Mim.Delivery;

/// <summary>
/// Has an sshd refuse what is revoked: the key revocation list that was published last, in the file that RevokedKeys names, which sshd reads
/// at every login. A list is never taken back – what is revoked would be let in again –, but for one that sshd's configuration is not
/// accepted with.
/// </summary>
/// <param name="tools">Of the machine.</param>
public sealed class SshRevokedKeysTargetAdapter(HostTools tools) : ITargetAdapter
{
    private const int AllMayRead = 0x1A4;

    private readonly KeyLineFile _file = new(tools);
    private readonly SshServerChecks _checks = new(tools);

    public TargetKind Kind => TargetKind.SshRevokedKeys;

    public async Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(installation);
        var list = installation.RevocationList() ?? throw new MimException(
            MimErrorCause.InstallFailed, "No key revocation list has been published yet: Publish-MachineSshRevocationList does.", settings.Path);
        using var before = await _file.ReadAsync(settings.Path, cancellationToken).ConfigureAwait(false);
        if (before is null || !before.Content.Span.SequenceEqual(list))
        {
            await ReplaceAsync(settings, before, list, cancellationToken).ConfigureAwait(false);
        }

        return new InstallReceipt(new Dictionary<string, string>());
    }

    public async Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(installation);
        try
        {
            using var file = await _file.ReadAsync(settings.Path, cancellationToken).ConfigureAwait(false);
            if (file is null || installation.RevocationList() is not { } list || !file.Content.Span.SequenceEqual(list))
            {
                return Proof.Broken($"{settings.Path} is not the list that was published last.");
            }

            var trouble = await _checks.ListTroubleAsync(settings, cancellationToken).ConfigureAwait(false)
                ?? await _checks.UseTroubleAsync(settings, "RevokedKeys", cancellationToken).ConfigureAwait(false);
            return trouble is null ? Proof.Held : Proof.Broken(trouble);
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.InstallFailed)
        {
            return Proof.Broken(exception.Message);
        }
    }

    private static SshServerSettings SettingsOf(Installation installation) => (SshServerSettings)installation.Target.Settings;

    private async Task ReplaceAsync(SshServerSettings settings, HostFile? before, byte[] list, CancellationToken cancellationToken)
    {
        using var after = new HostFile(KeyMaterial.CopyOf(list)) { Owner = before?.Owner, Group = before?.Group, Mode = before?.Mode ?? AllMayRead };
        await tools.Files.ReplaceAsync(settings.Path, before, after, cancellationToken).ConfigureAwait(false);
        if (await _checks.ConfigurationTroubleAsync(settings, cancellationToken).ConfigureAwait(false) is { } trouble)
        {
            await tools.Files.ReplaceAsync(settings.Path, after, before, CancellationToken.None).ConfigureAwait(false);
            throw new MimException(MimErrorCause.InstallFailed, trouble, settings.Path);
        }
    }
}
