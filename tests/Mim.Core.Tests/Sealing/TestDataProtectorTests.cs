using Mim.Testing.Contracts;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Sealing;

public sealed class TestDataProtectorTests() : DataProtectorContract(new TestDataProtector());
