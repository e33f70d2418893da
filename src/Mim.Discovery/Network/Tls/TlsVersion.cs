namespace Mim.Discovery.Network.Tls;

/// <summary>Versions of the protocol as they are on the wire.</summary>
internal enum TlsVersion
{
    Ssl30 = 0x0300,
    Tls10 = 0x0301,
    Tls11 = 0x0302,
    Tls12 = 0x0303,
    Tls13 = 0x0304,
}
