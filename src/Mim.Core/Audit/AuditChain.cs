using System.Security.Cryptography;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Audit;

/// <summary>The arithmetic of the chain: hashes of records, signatures of checkpoints.</summary>
internal static class AuditChain
{
    /// <summary>Every so many records a checkpoint stays for good.</summary>
    public const int CheckpointInterval = 1024;

    public static string Genesis { get; } = new('0', 64);

    /// <summary>SHA-256 over the record's canonical JSON, upper-case hexadecimal.</summary>
    public static string HashOf(AuditRecord record)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(CanonicalJson.OfRecord(record).Written, hash);
        return Convert.ToHexString(hash);
    }

    public static AuditCheckpoint Sign(AuditCheckpoint unsigned, Guid storeId, ECDsa key) => unsigned with
    {
        Signature = key.SignData(CanonicalJson.OfCheckpoint(unsigned, storeId).Written, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
    };

    public static bool Verify(AuditCheckpoint checkpoint, Guid storeId, ReadOnlySpan<byte> publicKeyInfo)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKeyInfo, out _);
            var signed = CanonicalJson.OfCheckpoint(checkpoint, storeId).Written;
            return key.VerifyData(signed, checkpoint.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception exception) when (KeyTrouble.Is(exception))
        {
            return false;
        }
    }

    /// <summary>The key that signs now: the newest.</summary>
    public static AuditKey? SigningKey(IAuditReader audit) => audit.Keys().MaxBy(key => key.CreatedAt);
}
