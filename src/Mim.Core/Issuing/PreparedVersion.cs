using Mim.Core.Identities;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>A signed certificate and its sealed key, ready to be written in one transaction. Nothing in it is in clear.</summary>
internal sealed record PreparedVersion(CredentialVersion Version, SealedValue? SealedKey, IssuePlan Plan);
