using Mim.Core.Sealing;

namespace Mim.Delivery.Files;

/// <summary>One file of an installation: where it goes, what is in it and who may read it.</summary>
internal sealed record PlannedFile(string Goal, KeyMaterial Content, FileProtection Protection);
