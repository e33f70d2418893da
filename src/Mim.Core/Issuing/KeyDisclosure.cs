using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>Lets private keys out of the store, each only once that is on record.</summary>
internal sealed class KeyDisclosure(IInventory inventory, ActLedger ledger, Sealer sealer)
{
    /// <summary>A version's private key, encoded by <paramref name="encode"/> and recorded; the caller disposes it.</summary>
    /// <param name="identity">Whose it is.</param>
    /// <param name="version">Which key.</param>
    /// <param name="format">For the record.</param>
    /// <param name="isEncrypted">For the record.</param>
    /// <param name="destination">Full path, for the record; null for the pipeline.</param>
    /// <param name="encode">Makes of the key what is handed out.</param>
    /// <param name="cancellationToken">Stops before the record.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.PrivateKeyMissing"/>.</exception>
    public KeyMaterial Disclose(
        MachineIdentity identity,
        CredentialVersion version,
        string format,
        bool isEncrypted,
        string? destination,
        Func<KeyMaterial, KeyMaterial> encode,
        CancellationToken cancellationToken)
    {
        using var key = sealer.TryUnseal(inventory.Sealed, version.Id, SealedPurpose.PrivateKey) ?? throw new MimException(
            MimErrorCause.PrivateKeyMissing, $"The store does not hold the private key of '{identity.Name}' version {version.Number}.", identity.Name);
        var encoded = encode(key);
        try
        {
            ledger.Record(
                new Act("ExportPrivateKey", "Identity", identity.Id.ToString(), identity.Name, new Dictionary<string, string>
                {
                    ["version"] = version.Number.ToString(CultureInfo.InvariantCulture),
                    ["format"] = format,
                    ["encrypted"] = isEncrypted ? "yes" : "no",
                    ["destination"] = destination ?? "pipeline",
                }),
                cancellationToken);
            return encoded;
        }
        catch
        {
            encoded.Dispose();
            throw;
        }
    }
}
