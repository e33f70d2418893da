namespace Mim.Core.Identities;

/// <summary>How much depends on an identity. Policy follows it.</summary>
public enum Criticality
{
    Low,
    Medium,
    High,
    Critical,
}
