using System.Globalization;
using System.Net.Security;

namespace Mim.Discovery.Network.Tls;

/// <summary>
/// The cipher suites that are offered, by their numbers in the registry of IANA. Old and weak ones too: no secret ever passes
/// through them, and a server that knows nothing better is what a scan is to find.
/// </summary>
internal static class CipherSuites
{
    private static readonly ushort[] _tls13 = [0x1301, 0x1302, 0x1303];

    // ECDHE_ECDSA, then DHE_DSS; of each the ones that few know, and last those with DES or without any cipher. None for export:
    // on the networks of others they set off alarms.
    private static readonly ushort[] _other =
    [
        0xC02B, 0xC02C, 0xCCA9, 0xC023, 0xC024, 0xC009, 0xC00A, 0xC0AC, 0xC0AD, 0xC0AE, 0xC0AF, 0xC072, 0xC073, 0xC008, 0xC007,
        0xC05C, 0xC05D, 0xC048, 0xC049, 0xC086, 0xC087,
        0x00A2, 0x00A3, 0x0040, 0x006A, 0x0032, 0x0038, 0x0013, 0x0044, 0x0087, 0xC056, 0xC057,
        0x0012, 0xC006,
    ];

    // ECDHE_RSA, DHE_RSA, then RSA key exchange, as above.
    private static readonly ushort[] _rsa =
    [
        0xC02F, 0xC030, 0xCCA8, 0xC027, 0xC028, 0xC013, 0xC014, 0xC076, 0xC077, 0xC012, 0xC011,
        0xC060, 0xC061, 0xC04C, 0xC04D, 0xC08A, 0xC08B,
        0x009E, 0x009F, 0xCCAA, 0x0067, 0x006B, 0x0033, 0x0039, 0x0045, 0x0088, 0x0016,
        0xC09E, 0xC09F, 0xC0A2, 0xC0A3, 0xC052, 0xC053, 0xC07C, 0xC07D, 0x009A,
        0x009C, 0x009D, 0x003C, 0x003D, 0x002F, 0x0035, 0xC09C, 0xC09D, 0x0041, 0x0084, 0x000A, 0x0005, 0x0004,
        0xC0A0, 0xC0A1, 0xC050, 0xC051, 0xC07A, 0xC07B, 0x0096, 0x0007,
        0x0015, 0x0009, 0xC010, 0x003B, 0x0002, 0x0001,
    ];

    /// <summary>TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746): without it some servers refuse.</summary>
    private const ushort SafeRenegotiation = 0x00FF;

    public static ushort[] For(CertificateFamilies families) =>
    [
        .. _tls13,
        .. families.HasFlag(CertificateFamilies.Other) ? _other : [],
        .. families.HasFlag(CertificateFamilies.Rsa) ? _rsa : [],
        SafeRenegotiation,
    ];

    public static string Name(ushort suite)
    {
        var known = (TlsCipherSuite)suite;
        return Enum.IsDefined(known) ? known.ToString() : string.Create(CultureInfo.InvariantCulture, $"0x{suite:X4}");
    }
}
