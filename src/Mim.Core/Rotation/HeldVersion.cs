namespace Mim.Core.Rotation;

/// <summary>The version that a target held before a rotation touched it; the journal keeps it.</summary>
internal sealed record HeldVersion(Guid VersionId, int Version);
