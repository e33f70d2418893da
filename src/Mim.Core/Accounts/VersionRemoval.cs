using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Accounts;

/// <summary>Takes versions out of targets where they stand beside others: lines of a file, and accounts of a pair.</summary>
internal sealed class VersionRemoval(IInventory inventory, TargetAdapters adapters, Sealer sealer)
{
    private readonly AdministratorFinder _administrators = new(inventory, sealer);

    /// <summary>Whether a version can be taken out there while another one stays.</summary>
    public bool Applies(Target target) => adapters.For(target) is IHoldsSeveral or IDisablesAccounts;

    /// <summary>Takes versions out; accounts that a living version is in are left.</summary>
    /// <param name="target">Where they stand.</param>
    /// <param name="versions">Those to go.</param>
    /// <param name="keptId">One that lives there again, whatever its state is yet; null for none.</param>
    /// <param name="cancellationToken">Stops between accounts.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>, <see cref="MimErrorCause.AccessDenied"/>.</exception>
    public async Task RemoveAsync(
        Target target, IReadOnlyList<CredentialVersion> versions, Guid? keptId, CancellationToken cancellationToken)
    {
        switch (adapters.For(target))
        {
            case IHoldsSeveral several:
                await several.RemoveAsync(target, versions, cancellationToken).ConfigureAwait(false);
                break;
            case IDisablesAccounts power:
                await DisableAsync(power, target, versions, keptId, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async Task DisableAsync(
        IDisablesAccounts power, Target target, IReadOnlyList<CredentialVersion> versions, Guid? keptId, CancellationToken cancellationToken)
    {
        var going = versions.Select(version => version.Id).ToHashSet();
        var living = inventory.Versions.OfIdentity(target.IdentityId)
            .Where(version => version.Id == keptId
                || (!going.Contains(version.Id) && version.State is VersionState.Active or VersionState.PreActivation))
            .Select(version => version.Subject)
            .ToHashSet();
        var accounts = versions.Where(version => version.HasPrivateKey && !living.Contains(version.Subject)).Select(version => version.Subject)
            .OfType<string>().Distinct().ToList();
        if (accounts.Count == 0)
        {
            return;
        }

        using var administrator = _administrators.Find((AccountSettings)target.Settings);
        foreach (var account in accounts)
        {
            await power.DisableAsync(target, account, administrator, cancellationToken).ConfigureAwait(false);
        }
    }
}
