namespace Mim.Discovery.Network.Tls;

/// <summary>Extensions of hellos and certificates, by their numbers in the registry of IANA.</summary>
internal enum ExtensionType
{
    ServerName = 0,
    StatusRequest = 5,
    SupportedGroups = 10,
    PointFormats = 11,
    SignatureAlgorithms = 13,
    ApplicationProtocols = 16,
    Padding = 21,
    SupportedVersions = 43,
    Cookie = 44,
    SignatureAlgorithmsOfCertificates = 50,
    KeyShare = 51,
}
