using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Files;
using Mim.Delivery.Services;

namespace Mim.Delivery;

/// <summary>
/// Installs certificates and keys for a service: files in place, configuration validated, service reloaded, and proved by what
/// every listener serves. Whatever fails, the old files are put back and the service reloaded again.
/// </summary>
internal sealed class ServiceTargetAdapter(
    ServiceRecipe recipe, FileDelivery files, ServiceCommands commands, ListenerProver listeners, ServiceLoader loader)
    : ITargetAdapter, ITakesBack, ILooksAhead
{
    public TargetKind Kind => recipe.Kind;

    public Task LookAheadAsync(Target target, IReadOnlyDictionary<string, string> lastInstalled, CancellationToken cancellationToken) =>
        files.LookAheadAsync(target, lastInstalled, cancellationToken);

    public async Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(installation.Target);
        var receipt = await loader.LoadAsync(installation, cancellationToken).ConfigureAwait(false);

        // Whoever has not turned by the end of the time-out is found by the proof.
        await listeners.SettleAsync(ListenersOf(settings), installation.Version.Certificate!, cancellationToken).ConfigureAwait(false);
        return receipt;
    }

    public async Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(installation.Target);
        var proof = await files.ProveAsync(installation, cancellationToken).ConfigureAwait(false);
        if (!proof.Holds)
        {
            return proof;
        }

        var trouble = await listeners.TroubleAsync(
            ListenersOf(settings), installation.Version.Certificate!, cancellationToken).ConfigureAwait(false);
        trouble ??= await commands.TroubleAsync(
            "It is not proved",
            settings.ProveCommand ?? recipe.Prove(settings),
            installation.Target,
            installation.Password,
            cancellationToken).ConfigureAwait(false);
        return trouble is null ? Proof.Held : Proof.Broken(trouble);
    }

    public Task<InstallReceipt> RecallAsync(Target target, Guid versionId, CancellationToken cancellationToken) =>
        files.RecallAsync(target, versionId, cancellationToken);

    /// <summary>
    /// Puts the files back and reloads, also when the files are back already: whoever did that may have died before the reload.
    /// What a reload failed to do is trouble only where it matters, at a service that may have the new version in use.
    /// </summary>
    public async Task TakeBackAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(target);
        var reloading = await loader.UnloadAsync(target, receipt, cancellationToken).ConfigureAwait(false);
        var leaf = await files.InstalledLeafAsync(target, cancellationToken).ConfigureAwait(false);
        var asked = ListenersOf(settings);
        var trouble = leaf is not null && asked.Listeners.Count > 0
            ? await listeners.SettleAsync(asked, leaf, cancellationToken).ConfigureAwait(false)
            : leaf is null || receipt.PreviousCopies.Count == 0 ? null : reloading;
        if (trouble is not null)
        {
            throw new MimException(
                MimErrorCause.InstallFailed,
                $"The files of {target.Address} are as before, and the service does not show them: {reloading ?? trouble}",
                target.Address);
        }
    }

    public Task RetireAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) =>
        files.RetireAsync(target, receipt, cancellationToken);

    /// <summary>The usual one, which serves certificates and shows nothing of a trust bundle.</summary>
    private ListenerSet ListenersOf(ServiceTargetSettings settings) =>
        ListenerSet.Of(settings, settings.Files.Layout.IsTrustBundle() ? null : recipe.Listener);

    private static ServiceTargetSettings SettingsOf(Target target) => (ServiceTargetSettings)target.Settings;
}
