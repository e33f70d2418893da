using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core.Ports;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Writing;

/// <summary>Signatures as they travel (RFC 5656 section 3.1.2, RFC 8332 section 3, RFC 8709 section 6).</summary>
internal static class SignatureBlob
{
    /// <param name="signer">Signs.</param>
    /// <param name="key">Its public key.</param>
    /// <param name="data">What is signed.</param>
    /// <exception cref="SshFormatException">SSH has no signatures of such keys.</exception>
    public static byte[] Sign(ISigningKey signer, SshPublicKey key, ReadOnlySpan<byte> data) => Sign(signer, key, data, HashAlgorithmName.SHA512);

    /// <inheritdoc cref="Sign(ISigningKey, SshPublicKey, ReadOnlySpan{byte})"/>
    /// <param name="rsaHash">SHA-256 or SHA-512, of RSA where the key leaves the choice.</param>
    public static byte[] Sign(ISigningKey signer, SshPublicKey key, ReadOnlySpan<byte> data, HashAlgorithmName rsaHash) => key.Type.Family switch
    {
        SshKeyFamily.Ed25519 => new WireBuilder().Text(key.Type.Name).Text(signer.Sign(data)).Bytes,
        SshKeyFamily.Ecdsa => new WireBuilder().Text(key.Type.Name).Text(Numbers(signer.Sign(data))).Bytes,
        SshKeyFamily.Rsa when rsaHash == HashAlgorithmName.SHA512 && signer is ISignsWithHash chosen =>
            new WireBuilder().Text("rsa-sha2-512"u8).Text(chosen.Sign(data, HashAlgorithmName.SHA512)).Bytes,
        SshKeyFamily.Rsa => new WireBuilder().Text("rsa-sha2-256"u8).Text(signer.Sign(data)).Bytes,
        _ => throw new SshFormatException($"keys of type {key.Algorithm} do not sign."),
    };

    // X.509 has the two numbers as a sequence of DER.
    private static byte[] Numbers(byte[] signature)
    {
        var numbers = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        return new WireBuilder().Positive(numbers.ReadIntegerBytes().Span).Positive(numbers.ReadIntegerBytes().Span).Bytes;
    }
}
