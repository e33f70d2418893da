using System.Security.Cryptography;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing.Ssh;

/// <summary>Makes keys of SSH and seals them, without the store. Thread-safe.</summary>
internal sealed class SshKeyForge(IKeyFactory keys, ISshKeyEncoder encoder, Sealer sealer, TimeProvider time)
{
    /// <summary>A new key whose public part is the version's content.</summary>
    /// <param name="template">What is asked for.</param>
    /// <param name="lifetime">After which it is to be replaced.</param>
    /// <param name="identityId">Whose it is.</param>
    /// <param name="number">Of the version within its identity.</param>
    public PreparedVersion Forge(SshKeyTemplate template, TimeSpan lifetime, Guid identityId, int number)
    {
        var version = PreparedVersion.Begun(identityId, number, lifetime, time.GetUtcNow()) with { Template = template.ToJson() };
        var (key, blob) = MakeKey(template.KeyAlgorithm, version.Id);
        var fingerprint = Convert.ToHexString(SHA256.HashData(blob));
        var described = version with
        {
            Fingerprint = fingerprint,
            KeyFingerprint = fingerprint,
            KeyAlgorithm = template.KeyAlgorithm.ToString(),
            Certificate = blob,
            HasPrivateKey = true,
        };
        return new PreparedVersion(described, key);
    }

    /// <summary>A new key: sealed for a version, and its public part in wire format.</summary>
    public (SealedValue Key, byte[] Blob) MakeKey(KeyAlgorithm algorithm, Guid versionId)
    {
        using var key = keys.Generate(algorithm);
        using var pkcs8 = key.ExportPkcs8();
        return (sealer.Seal(versionId, SealedPurpose.PrivateKey, pkcs8.Span), encoder.EncodePublic(key.SubjectPublicKeyInfo));
    }
}
