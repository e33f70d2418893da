namespace Mim.Discovery.Network.Tls;

/// <summary>The signature algorithms that are offered (RFC 8446 section 4.2.3), by their numbers in the registry of IANA.</summary>
internal static class SignatureSchemes
{
    // ECDSA, EdDSA, ECDSA of brainpool curves, ML-DSA, DSA.
    private static readonly ushort[] _other =
    [
        0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x081A, 0x081B, 0x081C, 0x0904, 0x0905, 0x0906, 0x0303, 0x0203, 0x0402, 0x0202,
    ];

    // PSS, PSS with keys for nothing else, PKCS #1.
    private static readonly ushort[] _rsa = [0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B, 0x0401, 0x0501, 0x0601, 0x0301, 0x0201];

    public static ushort[] All { get; } = For(CertificateFamilies.All);

    public static ushort[] For(CertificateFamilies families) =>
    [
        .. families.HasFlag(CertificateFamilies.Other) ? _other : [],
        .. families.HasFlag(CertificateFamilies.Rsa) ? _rsa : [],
    ];
}
