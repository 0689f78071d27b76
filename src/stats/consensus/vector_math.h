#pragma once
// exp of floats without a call, so that the compiler can do several at once. Inside stats/consensus.

#include <bit>
#include <cstdint>

namespace assay::stats {

// e^x for x <= 0; relative error below 3e-7, 0 below -87. Range reduction by powers of two and the polynomial
// of degree 5 of Cephes' expf (Moshier 1989).
inline float exp_negative(float x) {
  const float clamped = x < -87.0F ? -87.0F : x;
  const float scaled = clamped * 1.44269504088896341F;
  const auto whole = static_cast<std::int32_t>(scaled - 0.5F);
  const float n = static_cast<float>(whole);
  const float r = clamped - n * 0.693359375F + n * 2.12194440e-4F;
  float p = 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * r * r + r + 1.0F;
  const float power = std::bit_cast<float>((whole + 127) << 23);
  return x < -87.0F ? 0.0F : p * power;
}

}  // namespace assay::stats
