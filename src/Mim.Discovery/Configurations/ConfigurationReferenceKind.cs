namespace Mim.Discovery.Configurations;

internal enum ConfigurationReferenceKind
{
    /// <summary>It reads certificates from that file, or from every file in that folder.</summary>
    Certificates,

    /// <summary>It goes on reading its configuration there; nothing there is no error.</summary>
    Inclusion,
}
