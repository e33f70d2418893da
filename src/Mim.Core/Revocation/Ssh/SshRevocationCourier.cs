using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Core.Sealing;

namespace Mim.Core.Revocation.Ssh;

/// <summary>
/// Delivers the key revocation list that was published last to every target for it. Each is on its own: a server that is away keeps no
/// other from refusing what is revoked, and gets the list from the next run that looks for drift.
/// </summary>
public sealed class SshRevocationCourier
{
    private const int AtOnce = 16;

    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly TargetAdapters _adapters;
    private readonly InstallationBuilder _installations;

    internal SshRevocationCourier(IInventory inventory, ActLedger ledger, Sealer sealer, TargetAdapters adapters)
    {
        (_inventory, _ledger, _adapters) = (inventory, ledger, adapters);
        _installations = new InstallationBuilder(inventory, sealer);
    }

    /// <summary>Whether anybody waits for a list here.</summary>
    public bool HasTargets(CancellationToken cancellationToken) => Targets(cancellationToken).Any();

    /// <summary>One result for each target, as soon as it is there.</summary>
    /// <param name="cancellationToken">Stops between targets.</param>
    public IAsyncEnumerable<SshRevocationDelivery> DeliverAsync(CancellationToken cancellationToken)
    {
        var number = _inventory.SshRevocations.Lists(cancellationToken).FirstOrDefault()?.Number ?? 0;
        return Concurrently.RunAsync(Targets(cancellationToken).ToList(), AtOnce, (target, token) => DeliverAsync(target, number, token), cancellationToken);
    }

    private IEnumerable<Target> Targets(CancellationToken cancellationToken) => _inventory.Targets.Find(identityId: null, cancellationToken)
        .Where(target => target.Kind == TargetKind.SshRevokedKeys && !target.IsElsewhere(_ledger.Context.Host));

    private async Task<SshRevocationDelivery> DeliverAsync(Target target, long number, CancellationToken cancellationToken)
    {
        try
        {
            var held = await InstallAsync(target, cancellationToken).ConfigureAwait(false);
            _ledger.Commit(
                (transaction, acts) =>
                {
                    TargetCommit.Installed(transaction, target, held, acts.Now);
                    acts.Record(ActOf(target, number, error: null));
                },
                cancellationToken);
            return new SshRevocationDelivery(target, number, Error: null);
        }
        catch (MimException exception) when (!StoreTrouble.Is(exception))
        {
            _ledger.Commit((_, acts) => acts.Record(ActOf(target, number, exception)), cancellationToken);
            return new SshRevocationDelivery(target, number, exception);
        }
    }

    private async Task<HeldVersion> InstallAsync(Target target, CancellationToken cancellationToken)
    {
        if (_inventory.Identities.Get(target.IdentityId) is not { CurrentVersionId: { } versionId } identity)
        {
            throw new MimException(MimErrorCause.WrongState, $"'{target.Identity}' has no version, so nothing is delivered to its targets.", target.Identity);
        }

        var adapter = _adapters.For(target);
        using var installation = _installations.Build(target, versionId);
        await adapter.InstallAsync(installation, cancellationToken).ConfigureAwait(false);
        var proof = await adapter.ProveAsync(installation, cancellationToken).ConfigureAwait(false);
        return proof.Holds
            ? new HeldVersion(versionId, identity.Version)
            : throw new MimException(MimErrorCause.ProofFailed, $"The key revocation list is not heeded at '{target.Address}': {proof.Reason}", target.Address);
    }

    private static Act ActOf(Target target, long number, MimException? error)
    {
        var detail = new Dictionary<string, string> { ["number"] = number.ToString(CultureInfo.InvariantCulture), ["address"] = target.Address };
        if (error is not null)
        {
            detail["reason"] = error.Message;
        }

        return new Act(
            "DeliverSshRevocationList", "Target", target.Id.ToString(), target.Identity, detail, error is null ? ActOutcome.Succeeded : ActOutcome.Failed);
    }
}
