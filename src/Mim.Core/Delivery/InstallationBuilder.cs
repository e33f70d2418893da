using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Delivery;

/// <summary>Brings together what one target needs to install one version.</summary>
internal sealed class InstallationBuilder(IInventory inventory, Sealer sealer)
{
    /// <summary>The installation, which the caller disposes.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.VersionNotFound"/>, <see cref="MimErrorCause.SealBroken"/>.</exception>
    public Installation Build(Target target, Guid versionId)
    {
        var version = inventory.Versions.Get(versionId)
            ?? throw new MimException(MimErrorCause.VersionNotFound, $"There is no version {versionId} of '{target.Identity}'.", target.Identity);
        return new Installation
        {
            Target = target,
            Version = version,
            Chain = new ChainBuilder(inventory.Versions).Above(version),
            PrivateKey = sealer.TryUnseal(inventory.Sealed, version.Id, SealedPurpose.PrivateKey),
            Password = sealer.TryUnseal(inventory.Sealed, target.Id, SealedPurpose.TargetPassword),
        };
    }
}
