using System.Security.Cryptography;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Audit;

/// <summary>Signs checkpoints with the store's audit key, unsealed on first use. Thread-safe.</summary>
public sealed class AuditSigner(Guid storeId, Sealer sealer) : IDisposable
{
    private readonly Lock _gate = new();
    private ECDsa? _key;
    private string? _keyId;

    /// <summary>Makes the key of a new store: the public half for the chain, the private half sealed.</summary>
    public static (AuditKey Key, SealedValue Sealed) Create(Sealer sealer, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        var id = Guid.CreateVersion7(now);
        using var pkcs8 = KeyMaterial.Take(key.ExportPkcs8PrivateKey());
        var sealedKey = sealer.Seal(id, SealedPurpose.AuditKey, pkcs8.Span);
        return (new AuditKey(id, Convert.ToHexString(SHA256.HashData(publicKey)), publicKey, now), sealedKey);
    }

    /// <summary>Signs the state of the chain after <paramref name="last"/>.</summary>
    public AuditCheckpoint Sign(AuditCheckpointKind kind, AuditRecord last, IAuditReader audit, ISealedReader values)
    {
        lock (_gate)
        {
            if (_key is null)
            {
                Load(audit, values);
            }

            var checkpoint = new AuditCheckpoint
            {
                Kind = kind,
                Sequence = last.Sequence,
                Hash = last.Hash,
                At = last.At,
                KeyId = _keyId!,
                Signature = [],
            };
            return AuditChain.Sign(checkpoint, storeId, _key!);
        }
    }

    /// <summary>
    /// Whether <paramref name="key"/> is the public half of a private key that this store has sealed; null when the keyring
    /// cannot be opened.
    /// </summary>
    public bool? Vouches(AuditKey key, ISealedReader values)
    {
        try
        {
            using var pkcs8 = sealer.TryUnseal(values, key.Id, SealedPurpose.AuditKey);
            using var own = ECDsa.Create();
            own.ImportPkcs8PrivateKey(pkcs8 is null ? [] : pkcs8.Span, out _);
            return own.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.PublicKey);
        }
        catch (MimException exception) when (exception.Cause != MimErrorCause.SealBroken)
        {
            return null;
        }
        catch (Exception exception) when (exception is MimException || KeyTrouble.Is(exception))
        {
            return false;
        }
    }

    public void Dispose() => _key?.Dispose();

    private void Load(IAuditReader audit, ISealedReader values)
    {
        var current = AuditChain.SigningKey(audit)
            ?? throw new MimException(MimErrorCause.AuditBroken, "The store has no audit key; it was damaged or never initialized.");
        using var pkcs8 = sealer.Unseal(values, current.Id, SealedPurpose.AuditKey);
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8.Span, out _);
        (_key, _keyId) = (key, current.KeyId);
    }
}
