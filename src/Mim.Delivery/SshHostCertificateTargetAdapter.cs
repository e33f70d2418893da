using System.Diagnostics.CodeAnalysis;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Delivery.Ssh;

namespace Mim.Delivery;

/// <summary>
/// Has an sshd show a certificate for its host key, which stays where it is: the certificate in the file that HostCertificate names, the
/// configuration checked, sshd told to read its files again, and proved by what it shows to whoever connects.
/// </summary>
public sealed class SshHostCertificateTargetAdapter : ITargetAdapter, ITakesBack
{
    private const UnixFileMode AllMayRead = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly HostTools _tools;
    private readonly SshServerChecks _checks;
    private readonly HostCertificateProver _prover;

    /// <param name="tools">Of the machine.</param>
    /// <param name="probe">Asks sshd.</param>
    /// <param name="resolver">Finds it.</param>
    /// <param name="time">Measures how long sshd takes to turn.</param>
    public SshHostCertificateTargetAdapter(HostTools tools, ISshHostKeyProbe probe, IHostResolver resolver, TimeProvider time) =>
        (_tools, _checks, _prover) = (tools, new SshServerChecks(tools), new HostCertificateProver(tools, probe, resolver, time));

    public TargetKind Kind => TargetKind.SshHostCertificate;

    public async Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(installation.Target);

        // What is there already has nothing to go back to: the copy beside it is that of the version before.
        using var before = await _tools.Files.ReadAsync(settings.Path, cancellationToken).ConfigureAwait(false);
        var isThere = Holds(before, installation.Version);
        var receipt = await PlaceAsync(installation, settings, cancellationToken).ConfigureAwait(false);
        if (await LoadTroubleAsync(settings, cancellationToken).ConfigureAwait(false) is { } trouble)
        {
            if (!isThere)
            {
                await TakeBackAsync(installation.Target, receipt, CancellationToken.None).ConfigureAwait(false);
            }

            throw Failed(settings, trouble);
        }

        // Where it has not turned by the end of the time-out, the proof says so.
        await _prover.SettleAsync(settings, installation, cancellationToken).ConfigureAwait(false);
        return receipt;
    }

    public async Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(installation.Target);
        try
        {
            using var file = await _tools.Files.ReadAsync(settings.Path, cancellationToken).ConfigureAwait(false);
            if (!Holds(file, installation.Version))
            {
                return Other(installation, settings, file);
            }

            var trouble = await _checks.UseTroubleAsync(settings, "HostCertificate", cancellationToken).ConfigureAwait(false)
                ?? await _prover.TroubleAsync(settings, installation, cancellationToken).ConfigureAwait(false);
            return trouble is null ? Proof.Held : Proof.Broken(trouble);
        }
        catch (MimException exception) when (exception.Cause is MimErrorCause.InstallFailed or MimErrorCause.AccessDenied or MimErrorCause.InvalidFile)
        {
            return Proof.Broken(exception.Message);
        }
    }

    public Task<InstallReceipt> RecallAsync(Target target, Guid versionId, CancellationToken cancellationToken) =>
        _tools.Previous.RecallAsync([SettingsOf(target).Path], versionId, cancellationToken);

    /// <summary>Puts the file back and reloads, also when it is back already: whoever did that may have died before the reload.</summary>
    public async Task TakeBackAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(target);
        await _tools.Previous.TakeBackAsync(receipt, cancellationToken).ConfigureAwait(false);

        // sshd ends when it is told to read a configuration that is broken: whoever broke it, that waits.
        if (await _checks.ConfigurationTroubleAsync(settings, cancellationToken).ConfigureAwait(false) is null)
        {
            await _checks.ReloadTroubleAsync(settings, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task RetireAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) =>
        _tools.Previous.RetireAsync(receipt, cancellationToken);

    private static SshServerSettings SettingsOf(Target target) => (SshServerSettings)target.Settings;

    private static MimException Failed(SshServerSettings settings, string trouble) => new(MimErrorCause.InstallFailed, trouble, settings.Path);

    private static byte[] TextOf(CredentialVersion version)
    {
        var text = KeyText.Of(version.Certificate);
        return [.. text.Type, (byte)' ', .. text.Base64, (byte)'\n'];
    }

    private static bool Holds([NotNullWhen(true)] HostFile? file, CredentialVersion version) =>
        file is not null && file.Content.Span.SequenceEqual(TextOf(version));

    private static Proof Other(Installation installation, SshServerSettings settings, HostFile? file)
    {
        var other = file is null ? null : installation.OtherVersions().FirstOrDefault(
            version => version.Certificate is not null && Holds(file, version));
        return Proof.Broken($"{settings.Path} {(file is null ? "is missing" : "holds another certificate")}.") with { Found = other?.Fingerprint };
    }

    private async Task<InstallReceipt> PlaceAsync(Installation installation, SshServerSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            var places = await _tools.TargetFiles.LookAsync([settings.Path], cancellationToken).ConfigureAwait(false);
            var protection = new FileProtection(Owner: null, Group: null, AllMayRead, HoldsKey: false);
            using var plan = new FilePlan(
                installation.Version.Id, [new PlannedFile(places[0].RequireFile(), KeyMaterial.CopyOf(TextOf(installation.Version)), protection)])
            {
                LastInstalled = installation.LastInstalled(),
            };
            return await _tools.TargetFiles.InstallAsync(plan, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Files.FileTrouble.InstallFailed($"Cannot install on {settings.Path}", settings.Path, exception);
        }
    }

    private async Task<string?> LoadTroubleAsync(SshServerSettings settings, CancellationToken cancellationToken) =>
        await _checks.ConfigurationTroubleAsync(settings, cancellationToken).ConfigureAwait(false)
            ?? await _checks.UseTroubleAsync(settings, "HostCertificate", cancellationToken).ConfigureAwait(false)
            ?? await _checks.ReloadTroubleAsync(settings, cancellationToken).ConfigureAwait(false);
}
