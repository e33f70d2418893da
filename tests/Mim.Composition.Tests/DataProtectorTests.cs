using Mim.Testing.Contracts;

namespace Mim.Composition.Tests;

public sealed class DataProtectorTests() : DataProtectorContract(new DataProtector());
