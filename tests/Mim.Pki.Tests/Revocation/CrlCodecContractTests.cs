using Mim.Pki.Revocation;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Revocation;

public sealed class CrlCodecContractTests() : CrlCodecContract(new CrlCodec());
