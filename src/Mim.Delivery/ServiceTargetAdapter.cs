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
    ServiceRecipe recipe, FileDelivery files, ServiceCommands commands, ListenerProver listeners, TimeProvider time)
    : ITargetAdapter, ITakesBack, ILooksAhead
{
    private readonly ServiceGates _gates = new(time);

    public TargetKind Kind => recipe.Kind;

    public Task LookAheadAsync(Target target, IReadOnlyDictionary<string, string> lastInstalled, CancellationToken cancellationToken) =>
        files.LookAheadAsync(target, lastInstalled, cancellationToken);

    public async Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(installation.Target);
        var receipt = await LoadAsync(installation, settings, cancellationToken).ConfigureAwait(false);

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
        var reloading = await UnloadAsync(target, settings, receipt, cancellationToken).ConfigureAwait(false);
        var leaf = await files.InstalledLeafAsync(target, cancellationToken).ConfigureAwait(false);
        var asked = ListenersOf(settings);
        var trouble = leaf is not null && asked.Listeners.Count > 0
            ? await listeners.SettleAsync(asked, leaf, cancellationToken).ConfigureAwait(false)
            : leaf is null || receipt.PreviousCopies.Count == 0 ? null : reloading;
        if (trouble is not null)
        {
            throw Failed(target, $"The files of {target.Address} are as before, and the service does not show them: {reloading ?? trouble}");
        }
    }

    public Task RetireAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) =>
        files.RetireAsync(target, receipt, cancellationToken);

    /// <summary>The usual one, which serves certificates and shows nothing of a trust bundle.</summary>
    private ListenerSet ListenersOf(ServiceTargetSettings settings) =>
        ListenerSet.Of(settings, settings.Files.Layout.IsTrustBundle() ? null : recipe.Listener);

    private static ServiceTargetSettings SettingsOf(Target target) => (ServiceTargetSettings)target.Settings;

    private static MimException Failed(Target target, string trouble) => new(MimErrorCause.InstallFailed, trouble, target.Address);

    /// <summary>Puts the files in place and makes the service load them; whatever fails, all is as it was.</summary>
    private async Task<InstallReceipt> LoadAsync(Installation installation, ServiceTargetSettings settings, CancellationToken cancellationToken)
    {
        var target = installation.Target;
        using var turn = await _gates.EnterAsync(target, cancellationToken).ConfigureAwait(false);

        // What is there already has nothing to go back to: the copies beside it are those of the version before.
        var isThere = (await files.ProveAsync(installation, cancellationToken).ConfigureAwait(false)).Holds;
        var receipt = await files.InstallAsync(installation, cancellationToken).ConfigureAwait(false);
        var trouble = await ValidateAsync(installation, settings, cancellationToken).ConfigureAwait(false);
        if (trouble is not null && !isThere)
        {
            // The service has not seen the new files, and will not.
            await files.TakeBackAsync(target, receipt, cancellationToken).ConfigureAwait(false);
        }
        else if (trouble is null)
        {
            trouble = await ReloadAsync(target, settings, cancellationToken).ConfigureAwait(false);
            if (trouble is not null && !isThere)
            {
                await PutBackAsync(target, settings, receipt, cancellationToken).ConfigureAwait(false);
            }
        }

        return trouble is null ? receipt : throw Failed(target, trouble);
    }

    /// <summary>Puts the files back and makes the service load them. Says what went wrong with that.</summary>
    private async Task<string?> UnloadAsync(
        Target target, ServiceTargetSettings settings, InstallReceipt receipt, CancellationToken cancellationToken)
    {
        using var turn = await _gates.EnterAsync(target, cancellationToken).ConfigureAwait(false);
        return await PutBackAsync(target, settings, receipt, cancellationToken).ConfigureAwait(false);
    }

    // There are services that end when they are told to load a configuration that is broken: whoever broke it, that waits.
    private async Task<string?> PutBackAsync(
        Target target, ServiceTargetSettings settings, InstallReceipt receipt, CancellationToken cancellationToken)
    {
        await files.TakeBackAsync(target, receipt, cancellationToken).ConfigureAwait(false);
        return await CheckAsync(target, settings, cancellationToken).ConfigureAwait(false)
            ?? await ReloadAsync(target, settings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>That the files are right, and that the service's own check of its configuration takes them.</summary>
    private async Task<string?> ValidateAsync(Installation installation, ServiceTargetSettings settings, CancellationToken cancellationToken)
    {
        var proof = await files.ProveAsync(installation, cancellationToken).ConfigureAwait(false);
        return proof.Holds ? await CheckAsync(installation.Target, settings, cancellationToken).ConfigureAwait(false) : proof.Reason;
    }

    private Task<string?> CheckAsync(Target target, ServiceTargetSettings settings, CancellationToken cancellationToken) => commands.TroubleAsync(
        "The configuration is not accepted",
        settings.ValidateCommand ?? recipe.Validate(settings),
        target,
        password: null,
        cancellationToken);

    private Task<string?> ReloadAsync(Target target, ServiceTargetSettings settings, CancellationToken cancellationToken) => _gates.ReloadAsync(
        target,
        recipe.Pause,
        () => commands.TroubleAsync(
            "The service is not reloaded", settings.ReloadCommand ?? recipe.Reload(settings), target, password: null, cancellationToken),
        cancellationToken);
}
