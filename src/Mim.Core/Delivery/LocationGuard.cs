using Mim.Core.Identities;
using Mim.Core.Issuing.Succession;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Delivery;

/// <summary>Tells what drifted from what somebody else changed on purpose, which is never overwritten.</summary>
internal sealed class LocationGuard(IInventory inventory, TargetAdapters adapters, Sealer sealer)
{
    private readonly InstallationBuilder _installations = new(inventory, sealer);

    /// <summary>Looks whether a location still holds what was installed and proved there; null when it does.</summary>
    public async Task<Drift?> LookAsync(Target target, CancellationToken cancellationToken)
    {
        if (target.InstalledVersionId is not { } versionId)
        {
            return null;
        }

        using var installation = _installations.Build(target, versionId);
        try
        {
            var proof = await adapters.For(target).ProveAsync(installation, cancellationToken).ConfigureAwait(false);
            return proof.Holds ? null : new Drift(target, proof.Reason, IsDeliberate(target, proof, cancellationToken));
        }
        catch (MimException exception) when (!StoreTrouble.Is(exception))
        {
            // What cannot be looked at is for the installation to say.
            return new Drift(target, exception.Message, IsDeliberate: false);
        }
    }

    /// <summary>Refuses beforehand what an installation there would be refused for.</summary>
    /// <param name="target">Where.</param>
    /// <param name="isForced">Whether it may take the place of what somebody else put there.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.LocationChanged"/>; <see cref="MimErrorCause.InstallFailed"/>: not there, or closed to us.
    /// </exception>
    public async Task RequireReadyAsync(Target target, bool isForced, CancellationToken cancellationToken)
    {
        var power = adapters.For(target) as ILooksAhead;
        var lastInstalled = isForced ? new Dictionary<string, string>() : _installations.LastInstalled(target);
        if (power is not null)
        {
            await power.LookAheadAsync(target, lastInstalled, cancellationToken).ConfigureAwait(false);
        }

        // Without digests only what lies there now can tell.
        if (!isForced && (power is null || lastInstalled.Count == 0))
        {
            await RequireOursAsync(target, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Refuses to go on where somebody else put a certificate of their own.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.LocationChanged"/>.</exception>
    public async Task RequireOursAsync(Target target, CancellationToken cancellationToken)
    {
        // Where versions stand side by side nothing of somebody else's is in the way; and a password that is not ours cannot be told whose.
        if (adapters.For(target) is not (IHoldsSeveral or IDisablesAccounts)
            && await LookAsync(target, cancellationToken).ConfigureAwait(false) is { IsDeliberate: true } drift)
        {
            throw drift.Refusal();
        }
    }

    // Whatever is damaged or missing, and any version of the identity itself, is drift: a restored backup, a half-finished copy. So is
    // an authority of ours that is in a trust bundle and does not belong there any more.
    private bool IsDeliberate(Target target, Proof proof, CancellationToken cancellationToken) => proof.Found is { } found
        && !inventory.Versions.Find(new VersionQuery { Fingerprint = found }, cancellationToken).Any(version =>
            version.IdentityId == target.IdentityId || (target.IsBundle() && inventory.Authorities.Get(version.IdentityId) is not null));
}
