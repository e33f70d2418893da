using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Delivery.Ssh;

namespace Mim.Delivery;

/// <summary>
/// Has authorities trusted: a line in the file that TrustedUserCAKeys names, which sshd reads at every login, or a line with a marker in a
/// file of known hosts. The key of the next authority stands beside that of the one whose place it takes, as both have certified what is in
/// use; what ended is taken out with the next delivery.
/// </summary>
/// <param name="tools">Of the machine.</param>
public sealed class SshTrustedAuthorityTargetAdapter(HostTools tools) : ITargetAdapter, IHoldsSeveral
{
    private const int AllMayRead = 0x1A4;

    private readonly KeyLineFile _file = new(tools);
    private readonly SshServerChecks _checks = new(tools);

    public TargetKind Kind => TargetKind.SshTrustedAuthority;

    public Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(installation.Target);
        var marker = settings.TrustedFor.Count == 0 ? string.Empty : $"@cert-authority {string.Join(',', settings.TrustedFor)}";
        return LineOf(settings).InstallAsync(installation, marker, KeyLineCompany.OfAuthority(installation), cancellationToken);
    }

    public async Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(installation.Target);
        try
        {
            return await LineOf(settings).ProveAsync(
                installation, KeyLineCompany.OfAuthority(installation), () => UseTroubleAsync(settings, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.InstallFailed)
        {
            return Proof.Broken(exception.Message);
        }
    }

    public Task RemoveAsync(Target target, IReadOnlyList<CredentialVersion> versions, CancellationToken cancellationToken) =>
        LineOf(SettingsOf(target)).RemoveAsync(versions, cancellationToken);

    private static SshServerSettings SettingsOf(Target target) => (SshServerSettings)target.Settings;

    private Task<string?> UseTroubleAsync(SshServerSettings settings, CancellationToken cancellationToken) => settings.TrustedFor.Count == 0
        ? _checks.UseTroubleAsync(settings, "TrustedUserCAKeys", cancellationToken)
        : Task.FromResult<string?>(null);

    private KeyLineTarget LineOf(SshServerSettings settings) => new(
        _file, settings.TrustedFor.Count == 0 ? KeyLineForm.Authorities : KeyLineForm.KnownAuthorities, settings.Path, owner: null, AllMayRead);
}
