namespace Mim.Core.Identities;

/// <summary>Life of one version; the names are those of CycloneDX 1.7 (certificate and key states).</summary>
public enum VersionState
{
    PreActivation,
    Active,
    Suspended,
    Deactivated,
    Revoked,
    Destroyed,
}
