using Mim.Pki.Jose;
using Mim.Pki.Keys;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Jose;

public sealed class JsonWebKeyCodecContractTests() : JsonWebKeyCodecContract(new JsonWebKeyCodec(), new KeyFactory());
