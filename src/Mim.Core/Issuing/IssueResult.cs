using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>What became of one wanted certificate: an identity that is stored, or the error that refused it.</summary>
public sealed record IssueResult(NewCertificate Request, object? Tag, MachineIdentity? Identity, MimException? Error);
