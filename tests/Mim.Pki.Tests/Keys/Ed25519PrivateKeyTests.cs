using Mim.Core.Issuing;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Keys;

public sealed class Ed25519PrivateKeyTests() : PrivateKeyContract(TestKeys.Get(KeyAlgorithm.Ed25519));
