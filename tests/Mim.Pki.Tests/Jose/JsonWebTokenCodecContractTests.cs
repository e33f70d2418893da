using Mim.Pki.Jose;
using Mim.Pki.Keys;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Jose;

public sealed class JsonWebTokenCodecContractTests() : JsonWebTokenCodecContract(new JsonWebTokenCodec(), new KeyFactory());
